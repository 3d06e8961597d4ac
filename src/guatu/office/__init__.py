"""office: Excel, Word, CSV and HTML, in and out."""
