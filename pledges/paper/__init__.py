"""Plain values in, PDF bytes out: HTML to PDF, QR codes, label sheets, certificates and posters, fonts and stamping."""
