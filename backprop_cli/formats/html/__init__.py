"""The sheet as one HTML file that needs nothing else: MathML, the network as SVG, and its style and script.

Without its script it is complete; with it the reader goes from step to step and may hide the answers. What a
block looks like is its row in `setting.SETTINGS`; `sheet.css` and `sheet.js` are looks and behaviour.
"""

from ...writing.mathml_markup import MATHML as MARKUP
from .document import render

__all__ = ["MARKUP", "render"]
