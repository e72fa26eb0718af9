"""From what stands on paper or on a clipboard to the cells of the form. Declines rather than guesses.

document               paper -> Recognised: the outline and the form, put together
outline                title, agency, year, what stands under each of the six headings
  pieces, opening, closing, furniture, headings, titles, plain
filled                 the blocks of the sections -> figures, the prose around them, what found no place
  gathering, sheets    blocks -> tables as squares on a grid
  choosing             which edition
  lines, rows, heads (head_texts, head_grid, head_order)
                       what each row and each head is
  fitting, sums, merging
                       which cell of the form each square is, by the grid and by counting
  looks                how the form looked, for the rules of family F
labels, near           what a text names
tables, columns        rows from a clipboard -> Reading (no spans, no document)
recognised, reading    the results
"""
