"""Each database's own index over the words of documents.

What is here already is put in after migrating (``searching.put_in_missing``).
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


SQLITE = [
    # detail=none: which words a document has, not where; nothing else is asked
    "CREATE VIRTUAL TABLE documents_search USING fts5(words,"
    " content='documents_searchentry', content_rowid='document_id',"
    " tokenize='unicode61 remove_diacritics 0', detail='none')",
    "CREATE TRIGGER documents_search_in AFTER INSERT ON documents_searchentry BEGIN"
    " INSERT INTO documents_search(rowid, words) VALUES (new.document_id, new.words);"
    " END",
    "CREATE TRIGGER documents_search_out AFTER DELETE ON documents_searchentry BEGIN"
    " INSERT INTO documents_search(documents_search, rowid, words)"
    " VALUES ('delete', old.document_id, old.words); END",
    "CREATE TRIGGER documents_search_anew AFTER UPDATE ON documents_searchentry BEGIN"
    " INSERT INTO documents_search(documents_search, rowid, words)"
    " VALUES ('delete', old.document_id, old.words);"
    " INSERT INTO documents_search(rowid, words) VALUES (new.document_id, new.words);"
    " END",
]
POSTGRESQL = [
    # array_to_tsvector takes the words as they are: no parser, no dictionary
    "CREATE INDEX documents_search ON documents_searchentry"
    " USING gin (array_to_tsvector(string_to_array(words, ' ')))",
]
NO_SQLITE = [
    "DROP TRIGGER documents_search_in",
    "DROP TRIGGER documents_search_out",
    "DROP TRIGGER documents_search_anew",
    "DROP TABLE documents_search",
]
NO_POSTGRESQL = ["DROP INDEX documents_search"]


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in NO_SQLITE if is_sqlite else NO_POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_graph_and_search")]
    operations = [migrations.RunPython(make, drop)]
