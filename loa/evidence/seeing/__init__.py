"""Loa looks at the pages that prove records: asks for them, reads them, says what it saw."""
