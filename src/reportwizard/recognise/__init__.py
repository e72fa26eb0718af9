"""From what stands in tables on paper or on a clipboard to the cells of the form. Declines rather than guesses."""
