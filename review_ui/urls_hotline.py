"""Routes of the hotline desk."""

from django.urls import path

from review_ui.api.client_views import keep_clients
from review_ui.api.routes import list_routes
from review_ui.hotline import (
    alert_views,
    call_views,
    case_views,
    draft_views,
    edit_views,
    inquiry_views,
    sharing_views,
    supervision_views,
    tip_views,
)  # fmt: skip
from review_ui.hotline.public_form import tell_us
from review_ui.lookup.cluster_views import show_answer_cluster
from review_ui.lookup.picture_views import show_answer_pictures
from review_ui.lookup.views import look_up_page
from review_ui.resources import exchange_views
from review_ui.resources import views as resource_views
from review_ui.urls_shared import HANDLERS, SHARED

urlpatterns = [
    *SHARED,
    *list_routes(),
    path("accounts/programs/", keep_clients, name="api-clients"),
    path("tell-us/", tell_us, name="tell-us"),
    path("look-up/", look_up_page, name="look-up"),
    path("look-up/pictures/", show_answer_pictures, name="answer-pictures"),
    path("look-up/cluster/", show_answer_cluster, name="answer-cluster"),
    path("calls/open/", call_views.open_call, name="open-call"),
    path("calls/place/", call_views.place_caller, name="place-caller"),
    path("calls/end/", call_views.end_call, name="end-call"),
    path("tips/", tip_views.list_tips, name="tips"),
    path("tips/new/", tip_views.write_tip, name="write-tip"),
    path("tips/draft/", draft_views.keep_draft, name="keep-draft"),
    path("tips/<uuid:tip_id>/", tip_views.show_tip, name="tip"),
    path("tips/<uuid:tip_id>/edit/", edit_views.edit_tip, name="edit-tip"),
    path("tips/<uuid:tip_id>/identifiers/", tip_views.confirm_identifiers, name="confirm-identifiers"),
    path("alerts/", alert_views.list_alerts, name="alerts"),
    path("alerts/seen/", alert_views.mark_alerts, name="mark-alerts"),
    path("cases/", case_views.list_cases, name="cases"),
    path("cases/<uuid:case_id>/", case_views.show_case, name="case"),
    path("cases/<uuid:case_id>/hold/", supervision_views.set_hold, name="set-hold"),
    path("cases/<uuid:case_id>/join/", case_views.join_case, name="join-case"),
    path("cases/<uuid:case_id>/consent/", sharing_views.keep_consent, name="keep-consent"),
    path("cases/<uuid:case_id>/withdraw/", sharing_views.withdraw, name="withdraw-consent"),
    path("cases/<uuid:case_id>/disclose/", sharing_views.disclose_case, name="disclose"),
    path("disclosures/<uuid:disclosure_id>/", sharing_views.note_outcome, name="note-outcome"),
    path("supervision/", supervision_views.supervise, name="supervise"),
    path("supervision/minors/<uuid:tip_id>/", supervision_views.check_minor, name="check-minor"),
    path("inquiries/", inquiry_views.list_inquiries, name="inquiries"),
    path("inquiries/open/", inquiry_views.open_inquiry, name="open-inquiry"),
    path("inquiries/<uuid:inquiry_id>/", inquiry_views.show_inquiry, name="inquiry"),
    path("inquiries/<uuid:inquiry_id>/agree/", inquiry_views.agree, name="agree"),
    path("services/", resource_views.list_resources, name="resources"),
    path("services/gaps/", resource_views.list_gaps, name="coverage-gaps"),
    path("services/<uuid:resource_id>/checked/", resource_views.note_service, name="note-service"),
    path("services/import/", exchange_views.import_services, name="import-services"),
    path("services/export/", exchange_views.export_services, name="export-services"),
    path("services/<uuid:resource_id>/", resource_views.show_resource, name="resource"),
]
handler400, handler404, handler500 = HANDLERS
