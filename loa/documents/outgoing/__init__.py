"""Papers of one's own: drafted, edited in Word, frozen, signed, numbered, issued.

The ways through are the table ``loa.domain.workflow.OUTGOING``.
"""
