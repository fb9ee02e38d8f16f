"""What waits unread, and what is wiped of it."""

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from loa.files import quarantine


def test_an_upload_on_the_disk_is_overwritten_not_only_removed(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    upload = TemporaryUploadedFile("mat.docx", "application/octet-stream", 6, None)
    upload.write(b"MARKER")
    upload.flush()
    kept = tmp_path / "a second name for the same bytes"
    kept.hardlink_to(upload.temporary_file_path())

    quarantine.wipe_upload(upload)
    upload.close()

    assert kept.read_bytes() == bytes(6)
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_an_upload_in_memory_has_nothing_to_wipe():
    quarantine.wipe_upload(SimpleUploadedFile("a.txt", b"words"))
    quarantine.wipe_upload(None)
