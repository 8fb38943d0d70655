"""Graphics as text: finished values in, accessible HTML and SVG out."""
