"""The view as pictures and pages: plotly figures, static SVG, one HTML file. Arranges what the view holds, no more."""
