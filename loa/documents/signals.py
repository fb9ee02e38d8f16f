"""What higher layers may want to hear of; sent inside the transaction.

``document_related(sender=Relation, relation, at)``: it was said that a confirmed
document replaces, answers, carries on … another.

``document_unrelated(sender=Relation, relation, at)``: that was taken back.
"""

from django.dispatch import Signal

document_related = Signal()
document_unrelated = Signal()
