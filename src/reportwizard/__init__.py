"""reportwizard: the yearly report on government information disclosure, filled in, checked and exported.

Two halves around one document. Paper (headings, paragraphs, tables with spans) is its own small language,
`blocks`; the meaning of a report lives in `editions`, `report` and `checks`. Only `typeset` turns meaning
into paper, only `recognise` reads it back; `readers` turn bytes into paper, `writers` paper into bytes, and neither
knows what a report is.

    errors, characters   what every room may use
    blocks               paper: headings, paragraphs, tables
    readers, writers     bytes -> blocks, blocks -> bytes
    editions             the statutory form, as data
    report               one report: figures, totals, its file
    claims               what the prose says about figures
    recognise            a document, or a clipboard, -> a report; what found no place is named
    checks               findings
    typeset              meaning -> blocks
    formats              any document as a report, a report as the bytes of any format
    session              one open report: answer, undo, journal, save
    tui                  the screen (the only room that knows Textual)
    cli                  the commands (the only room that knows the command line)
"""

__version__ = "0.1.0"
