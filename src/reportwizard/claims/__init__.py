"""What a report's prose says about its figures: claims, each with its place in the text, its cells and its value.

Not whether a claim is true: the rules of family N compare. What is not understood is left alone, never guessed.
"""

from reportwizard.claims.claim import Change, Claim, Claims, Missing, Share, Split
from reportwizard.claims.reading import read_claims

__all__ = ["Change", "Claim", "Claims", "Missing", "Share", "Split", "read_claims"]
