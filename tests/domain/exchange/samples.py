"""Messages as senders really make them; names and numbers are invented."""

import base64
import io
import zipfile

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 12/KH-UBND
Bến Lam, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính năm 2026

1. Ủy ban nhân dân các xã, phường
- Hằng tháng đăng ít nhất 02 tin, bài trên Trang thông tin điện tử.
- Gửi báo cáo kết quả trước ngày 15/12/2026.
""".encode()


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def real_message(
    *,
    document_id: str = "H37,2026/01/20,12/KH-UBND",
    organ_id: str = "H37",
    to: str = "H37.21.07",
    kind: str = "0",
    reason: str = "Văn bản điện tử mới",
    about: str = "",
    subject: str = "Thông tin, tuyên truyền cải cách hành chính năm 2026",
    day: str = "2026/01/20",
    number: str = "12",
    content: bytes | None = PLAN,
    name: str = "ke-hoach.txt",
) -> str:
    """As the gateway's own program writes it: the order of its elements is not the standard's."""
    attachment = (
        f"""<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId>
<AttachmentName>{name}</AttachmentName><ContentType>application/zip</ContentType>
<edXML:ContentTransferEncoded xmlns:edXML="{NS}">{encoded(content)}</edXML:ContentTransferEncoded>
</Attachment></AttachmentEncoded>"""
        if content is not None
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="{NS}"><edXML:edXMLEnvelope xmlns:edXML="{NS}"><edXML:edXMLHeader>
<edXML:MessageHeader>
<edXML:From><edXML:OrganId>{organ_id}</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân tỉnh Lam Giang</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>{to}</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân xã Tam Giai</edXML:OrganName></edXML:To>
<edXML:DocumentId>{document_id}</edXML:DocumentId>
<edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber><edXML:CodeNotation>KH-UBND</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Bến Lam</edXML:Place><edXML:PromulgationDate>{day}</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeDetail>10</edXML:TypeDetail><edXML:TypeName>Kế hoạch</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>{subject}</edXML:Subject>
<edXML:SignerInfo><edXML:Competence>TM. ỦY BAN NHÂN DÂN</edXML:Competence><edXML:Position>CHỦ TỊCH</edXML:Position><edXML:FullName>Trần Văn Mẫu</edXML:FullName></edXML:SignerInfo>
<edXML:OtherInfo><edXML:Priority>1</edXML:Priority><edXML:PageAmount>4</edXML:PageAmount></edXML:OtherInfo>
<edXML:SteeringType>2</edXML:SteeringType>
<edXML:ToPlaces><edXML:Place>Ủy ban nhân dân các xã, phường</edXML:Place></edXML:ToPlaces>
</edXML:MessageHeader>
<edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{organ_id}</edXML:OrganId><edXML:Timestamp>2026/01/20 16:40:00</edXML:Timestamp></edXML:TraceHeader>
<edXML:Bussiness><edXML:DocumentId>{about or document_id}</edXML:DocumentId><edXML:BussinessDocType>{kind}</edXML:BussinessDocType><edXML:BussinessDocReason>{reason}</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper>
<edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Lê Thị Thử</edXML:Staff></edXML:StaffInfo></edXML:Bussiness></edXML:TraceHeaderList>
<Signature><SignedInfo><SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/></SignedInfo><SignatureValue>AAAA</SignatureValue><KeyInfo><X509Data><X509SubjectName>CN=Thử</X509SubjectName></X509Data></KeyInfo></Signature>
</edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:ContentType>application/zip</edXML:ContentType><edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
{attachment}</edXML>"""
