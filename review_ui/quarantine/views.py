"""The quarantine page: what a hash list kept apart, until when it must be decided, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from matching.pictures.quarantine_tasks import QuarantineTasks
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.policy import Action
from review_ui.quarantine.form import OUTCOMES, DecisionForm

SHOWN = 50


@needs(Action.QUARANTINE)
@require_GET
def list_quarantine(request: HttpRequest) -> HttpResponse:
    """Open tasks by deadline, and the last decisions. No picture, no preview, no digest."""
    tasks = QuarantineTasks(current_desk().quarantine)
    rows = [(task, DecisionForm(auto_id=f"id_%s_{task.task_id}")) for task in tasks.open_tasks()]
    names = dict(OUTCOMES)
    decided = [(task, names.get(task.outcome.partition(":")[0], task.outcome)) for task in tasks.closed_tasks(SHOWN)]
    record(request, "quarantine read", detail=f"{len(rows)} open")
    return render(request, "quarantine/list.html", {"rows": rows, "decided": decided})


@needs(Action.QUARANTINE)
@require_POST
def decide_quarantine(request: HttpRequest, task_id: str) -> HttpResponse:
    """Close a task with what was done and why; both go to the audit first."""
    tasks = QuarantineTasks(current_desk().quarantine)
    task = tasks.get(task_id)
    if task is None:
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        record(request, "quarantine not decided", subject=task_id)
        messages.error(request, _("Say what was done and why."))
        return redirect("quarantine")
    outcome, reason = form.cleaned_data["outcome"], form.cleaned_data["reason"]
    record(request, "quarantine decided", subject=task_id, detail=outcome, reason=reason)
    if tasks.close(task_id, f"{outcome}: {actor_of(request).username}"):
        messages.success(request, _("The task is closed. The sealed picture stays until it is destroyed."))
    else:
        messages.error(request, _("Somebody decided this task before."))
    return redirect("quarantine")
