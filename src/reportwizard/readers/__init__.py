"""From bytes to paper: one module a format. A reader knows blocks, never what a report is.

It may decline, never guess. `identify` says which format, `registry` which module; `bounds` how much a document may
hold. What several formats share:

    package                zipped documents: parts within bounds, XML without entities (docx, odt, xlsx, ods)
    decoding, lines        encodings, and lines of a fixed pitch (html, mhtml, markdown, text)
    grid, sheets, values   cells by their squares, sheets as paper (workbook, ods, pdf)
    numerals               automatic numbers before paragraphs (docx, odt, html)
"""
