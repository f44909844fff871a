"""The view as pictures and pages: plotly figures, static SVG and one HTML file. Arranges what the view holds, adds nothing."""
