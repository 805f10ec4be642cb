"""Routes of the hotline desk."""

from django.urls import path

from review_ui.hotline import call_views, case_views, tip_views
from review_ui.lookup.views import look_up_page
from review_ui.resources import views as resource_views
from review_ui.urls_shared import HANDLERS, SHARED

urlpatterns = [
    *SHARED,
    path("look-up/", look_up_page, name="look-up"),
    path("calls/open/", call_views.open_call, name="open-call"),
    path("calls/end/", call_views.end_call, name="end-call"),
    path("tips/", tip_views.list_tips, name="tips"),
    path("tips/new/", tip_views.write_tip, name="write-tip"),
    path("tips/<uuid:tip_id>/", tip_views.show_tip, name="tip"),
    path("cases/", case_views.list_cases, name="cases"),
    path("cases/<uuid:case_id>/", case_views.show_case, name="case"),
    path("services/", resource_views.list_resources, name="resources"),
    path("services/<uuid:resource_id>/", resource_views.show_resource, name="resource"),
]
handler400, handler404, handler500 = HANDLERS
