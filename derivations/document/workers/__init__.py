"""Processes in which sections are checked within limits of time and memory."""
