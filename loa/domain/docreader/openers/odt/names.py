"""The names of OpenDocument's XML."""

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE = _NS % "office", _NS % "text", _NS % "table"
STYLE, DRAW = _NS % "style", _NS % "drawing"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
