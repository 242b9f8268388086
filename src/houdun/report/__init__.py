"""A comparison as a report: `build` makes the document, `render` writes it as HTML, PDF, Markdown or JSON."""
