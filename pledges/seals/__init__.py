"""Seals an office sets on its PDF files with its own certificate (PAdES), and tells what a seal is worth."""
