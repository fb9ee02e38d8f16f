from django.urls import include, path

from loa.documents.views import (
    bringing,
    exchange,
    findings,
    graph,
    library,
    links,
    relations,
    tasks,
)
from loa.documents.views.outgoing import draft, listing, setup, signing

app_name = "documents"

# Papers of one's own.
OUTGOING = [
    path("", listing.papers, name="outgoing_list"),
    path("moi/", listing.new, name="outgoing_new"),
    path("mau/", setup.templates, name="outgoing_templates"),
    path("mau/<int:pk>/", setup.template_file, name="outgoing_template_file"),
    path("mau/<int:pk>/thoi/", setup.template_close, name="outgoing_template_close"),
    path("so/", setup.numbers, name="outgoing_numbers"),
    path("so/tiep/", setup.next_number, name="outgoing_next_number"),
    path("<int:pk>/", draft.detail, name="outgoing_draft"),
    path("<int:pk>/ban/<int:version>/", draft.file, name="outgoing_file"),
    path("<int:pk>/so-sanh/", draft.compare, name="outgoing_compare"),
    path("<int:pk>/sua/", draft.edit, name="outgoing_edit"),
    path("<int:pk>/tu-word/", draft.upload, name="outgoing_upload"),
    path("<int:pk>/theo-mau/", draft.fill, name="outgoing_fill"),
    path("<int:pk>/bo/", draft.drop, name="outgoing_drop"),
    path("<int:pk>/trinh-ky/", signing.freeze, name="outgoing_freeze"),
    path("<int:pk>/trinh-ky/<slug:format>/", signing.frozen, name="outgoing_frozen"),
    path("<int:pk>/rut-ve/", signing.take_back, name="outgoing_take_back"),
    path("<int:pk>/lay-so/", signing.take_number, name="outgoing_take_number"),
    path("<int:pk>/huy-so/", signing.void, name="outgoing_void"),
    path("<int:pk>/ban-ky/nhan/", signing.receive, name="outgoing_receive"),
    path("<int:pk>/ban-ky/", signing.signed, name="outgoing_signed"),
    path("<int:pk>/ban-hanh/", signing.issue, name="outgoing_issue"),
    path("<int:pk>/tiep-theo/", signing.follow, name="outgoing_follow"),
]

urlpatterns = [
    path("di/", include(OUTGOING)),
    path("", library.library, name="list"),
    path("moi/", bringing.bring_in, name="bring_in"),
    path("lien-thong/", exchange.inbox, name="exchange_inbox"),
    path("lien-thong/di/", exchange.sent, name="exchange_outbox"),
    path("lien-thong/di/<int:pk>/", exchange.send_again, name="exchange_again"),
    path("lien-thong/<int:pk>/", exchange.message, name="exchange_message"),
    path("lien-thong/<int:pk>/goc/", exchange.original, name="exchange_original"),
    path("lien-thong/<int:pk>/tra-loi/", exchange.answer, name="exchange_answer"),
    path("<int:pk>/lien-thong/", exchange.send, name="exchange_send"),
    path("so-do/", graph.of_stub, name="graph_stub"),
    path("so-do/luat/<int:pk>/", graph.of_law, name="graph_law"),
    path("<int:pk>/so-do/", graph.of_document, name="graph"),
    path("<int:pk>/can-cu/<int:citation>/", links.citation, name="citation"),
    path("<int:pk>/quan-he/", relations.relate, name="relate"),
    path("<int:pk>/quan-he/<int:relation>/bo/", relations.close, name="relation_close"),
    path("moi/<int:pk>/", bringing.arrival, name="arrival"),
    path(
        "moi/<int:pk>/van-dua/",
        bringing.arrival_as_another,
        name="arrival_as_another",
    ),
    path("<int:pk>/", library.detail, name="detail"),
    path("<int:pk>/ban-goc/", library.original, name="original"),
    path("<int:pk>/rut/", library.withdraw, name="withdraw"),
    path("<int:pk>/dau-van-ban/", findings.header_edit, name="header_edit"),
    path("<int:pk>/muc/giu-het/", findings.settle_rest, name="settle_rest"),
    path("<int:pk>/muc/<int:finding>/", findings.settle, name="finding_settle"),
    path("<int:pk>/muc/them/<slug:field>/", findings.add, name="finding_add"),
    path("<int:pk>/nhiem-vu/them/", tasks.add, name="task_add"),
    path("<int:pk>/nhiem-vu/<int:item>/", tasks.edit, name="task_edit"),
    path("<int:pk>/nhiem-vu/<int:item>/bo/", tasks.drop, name="task_drop"),
    path("<int:pk>/nhiem-vu/<int:item>/giu/", tasks.restore, name="task_restore"),
]
