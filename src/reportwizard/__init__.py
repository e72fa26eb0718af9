"""reportwizard: the yearly report on government information disclosure, filled in, checked and exported.

Two halves around one document. Paper (headings, paragraphs, tables with spans) is its own small language,
`blocks`; the meaning of a report lives in `editions`, `report` and `checks`. Only `typeset` turns meaning
into paper, only `recognise` reads it back; `writers` turn paper into bytes and do not know what a report is.

    errors, characters   what every room may use
    blocks               paper: headings, paragraphs, tables
    writers              blocks -> bytes
    editions             the statutory form, as data
    report               one report: figures, totals, its file
    recognise            tables on paper or a clipboard -> cells of the form
    checks               findings
    typeset              meaning -> blocks
    formats              what a report can be exported as, and its bytes
    session              one open report: answer, undo, journal, save
    tui                  the screen (the only room that knows Textual)
    cli                  the commands (the only room that knows the command line)
"""

__version__ = "0.1.0"
