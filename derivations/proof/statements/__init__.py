"""What is claimed and assumed: claims, theories, reasons, chains, verdicts, as data."""
