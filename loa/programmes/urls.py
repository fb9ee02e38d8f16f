from django.urls import path

from loa.programmes.views import (
    amending,
    asking,
    choosing,
    composing,
    correcting,
    deciding,
    happening,
    plans,
    programme,
    reviewing,
    succeeding,
    working,
)

app_name = "programmes"

urlpatterns = [
    path("", working.programmes, name="list"),
    path("<int:pk>/", programme.programme, name="detail"),
    path("<int:pk>/sua/", programme.edit, name="edit"),
    path("van-ban/<int:pk>/", working.directive, name="directive"),
    path("van-ban/<int:pk>/ke-hoach/", composing.own_plan, name="own_plan"),
    path("van-ban/<int:pk>/ke-hoach-cap-duoi/", composing.cascade, name="cascade"),
    path(
        "van-ban/<int:pk>/ke-hoach-cap-duoi/<int:body_pk>/",
        plans.decide,
        name="decide_plan",
    ),
    path("van-ban/<int:pk>/trien-khai/", composing.carry_on, name="carry_on"),
    path("van-ban/<int:pk>/noi-nhan/", composing.dispatch, name="dispatch"),
    path(
        "van-ban/<int:pk>/het-nghia-vu/<int:relation>/",
        deciding.end_duties,
        name="end_duties",
    ),
    path("het-chu-the/", succeeding.without, name="without_subject"),
    path("nhiem-vu/<int:pk>/", working.task, name="task"),
    path("nhiem-vu/<int:pk>/su-viec/", happening.record, name="record_happening"),
    path(
        "nhiem-vu/<int:pk>/su-viec/<int:number>/rut/",
        happening.withdraw,
        name="withdraw_happening",
    ),
    path("nhiem-vu/<int:pk>/phan-cong/", correcting.correct, name="correct"),
    path("nhiem-vu/<int:pk>/dinh-chinh/", amending.amend, name="amend"),
    path("nhiem-vu/<int:pk>/mien/", deciding.exempt, name="exempt"),
    path("nhiem-vu/<int:pk>/gia-han/", deciding.extend, name="extend"),
    path("nhiem-vu/<int:pk>/neu/", deciding.state, name="state"),
    path("nhiem-vu/<int:pk>/de-nghi/", asking.ask, name="ask"),
    path("de-nghi/", asking.requests, name="requests"),
    path("de-nghi/<int:pk>/", asking.one_request, name="request"),
    path("de-nghi/<int:pk>/tra-loi/", asking.answer, name="answer"),
    path("de-nghi/<int:pk>/rut/", asking.withdraw, name="withdraw_request"),
    path("de-nghi/<int:pk>/tep/", asking.asked_file, name="asked_file"),
    path("doc/<int:pk>/", reviewing.review, name="review"),
    path("doc/<int:pk>/nghia-vu/", reviewing.preview, name="preview"),
    path("doc/<int:pk>/xac-nhan/", reviewing.commit, name="commit"),
    path("doc/<int:pk>/co-quan/", choosing.choose_body, name="choose_body"),
    path(
        "doc/<int:pk>/co-quan/con-lai/", choosing.set_rest_outside, name="rest_outside"
    ),
    path("doc/<int:pk>/nhiem-vu/<int:item>/", choosing.choose_kind, name="choose_kind"),
    path(
        "doc/<int:pk>/thuong-xuyen/", choosing.accept_standing, name="accept_standing"
    ),
]
