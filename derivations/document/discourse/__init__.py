"""Who says what and where: statements with the words, cases and conditions that they stand under."""
