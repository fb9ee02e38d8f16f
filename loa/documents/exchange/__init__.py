"""Documents to and from other systems, by the national exchange's messages.

In: a gateway gives bytes → :mod:`arriving` keeps the message, once → a person, or the
clerk named for the code, takes it in → a document like any other. Out: :mod:`sending`
builds a message once into the outbox → :mod:`outbox` sends it until the gateway has it.
What becomes of a document that came is told back by :mod:`statuses`.
"""
