"""Finds proofs and hands them to the kernel.  Nothing in here has to be trusted."""
