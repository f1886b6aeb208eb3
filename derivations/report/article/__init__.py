"""The report as an article: its content, its figures, and the article as HTML, LaTeX and PDF."""
