"""Every page, and who may see it. There is no other way to a view."""

from __future__ import annotations

from houdun.web import fonts
from houdun.web.access import Page
from houdun.web.accounts import passwords
from houdun.web.accounts import views as accounts
from houdun.web.cases import acts, files
from houdun.web.cases import views as cases
from houdun.web.grade import leading
from houdun.web.grade import views as grade
from houdun.web.now import views as now
from houdun.web.roles import GRADERS, MEMBERS, OPERATORS, OWNER, PUBLIC, READERS
from houdun.web.setup import occasions
from houdun.web.setup import views as setup
from houdun.web.verdict import views as verdict

POST = ("POST",)
BOTH = ("GET", "HEAD", "POST")

PAGES = (
    Page("", accounts.home, "home", MEMBERS),
    Page("sign-in", accounts.sign_in, "sign-in", PUBLIC, BOTH),
    Page("sign-out", accounts.sign_out, "sign-out", MEMBERS, POST),
    Page("welcome/<str:token>", accounts.welcome, "welcome", PUBLIC, BOTH),
    Page("account", passwords.own, "account", MEMBERS, BOTH),
    Page("password/<str:token>", passwords.anew, "password", PUBLIC, BOTH),
    Page("language", accounts.language, "language", PUBLIC, POST),
    Page("fonts.css", fonts.sheet, "fonts", PUBLIC),
    Page("font/<str:name>.woff2", fonts.font, "font", PUBLIC),
    Page("people/", accounts.people, "people", OWNER, BOTH),
    Page("people/<int:number>", accounts.change, "person", OWNER, POST),
    Page("people/<int:number>/password", accounts.renewal, "person-password", OWNER, POST),
    Page("now/", now.page, "now", READERS),
    Page("now/pulse", now.pulse, "now-pulse", READERS),
    Page("now/order", now.order, "now-order", OPERATORS, POST),
    Page("now/approve", now.approve, "now-approve", OPERATORS, POST),
    Page("now/answer", now.answer, "now-answer", OPERATORS, POST),
    Page("now/demo", now.demo, "now-demo", OWNER, POST),
    Page("cases/", cases.listed, "cases", READERS),
    Page("cases/<str:ref>", cases.shown, "case", READERS),
    Page("cases/<str:ref>/living", cases.living, "case-living", READERS),
    Page("cases/<str:ref>/part", cases.part, "case-part", READERS),
    Page("cases/<str:ref>/files/<str:sha256>", files.download, "case-file", READERS),
    Page("cases/<str:ref>/pictures/<str:sha256>", files.picture, "case-picture", READERS),
    Page("cases/<str:ref>/stamp", acts.stamp, "case-stamp", OPERATORS, POST),
    Page("cases/<str:ref>/paste", acts.paste, "case-paste", OPERATORS, POST),
    Page("grade/", grade.page, "grade", GRADERS),
    Page("grade/agreement", leading.agreement, "agreement", READERS),
    Page("grade/adjudicate/", leading.queue, "adjudication", OPERATORS),
    Page("grade/adjudicate/<str:packet>", leading.adjudicate, "adjudicate", OPERATORS, BOTH),
    Page("grade/<str:packet>/", grade.packet, "packet", GRADERS, BOTH),
    Page("verdict/", verdict.page, "verdict", READERS),
    Page("verdict/ranked", verdict.ranked, "verdict-ranked", READERS),
    Page("verdict/weights", verdict.keep, "verdict-weights", OPERATORS, POST),
    Page("verdict/behind", verdict.cases_behind, "verdict-behind", READERS),
    Page("verdict/export", verdict.export, "verdict-export", READERS, POST),
    Page("verdict/report/<str:name>", verdict.report, "verdict-report", READERS),
    Page("verdict/report/<str:name>/waiting", verdict.waiting, "verdict-waiting", READERS),
    Page("setup/", setup.page, "setup", READERS),
    Page("setup/settings", setup.settings, "setup-settings", READERS),
    Page("setup/promises", setup.promises, "setup-promises", READERS),
    Page("setup/rubric", setup.rubric, "setup-rubric", READERS),
    Page("setup/occasions", occasions.page, "setup-occasions", READERS),
    Page("setup/occasions/upload", occasions.upload, "setup-upload", OPERATORS, POST),
    Page("setup/occasions/feeds", occasions.feeds_shown, "setup-feeds", READERS),
    Page("setup/occasions/follow", occasions.follow, "setup-follow", OPERATORS, POST),
    Page("setup/occasions/feeds/<str:feed>/fetch", occasions.fetch, "setup-fetch", OPERATORS, POST),
    Page("setup/occasions/feeds/<str:feed>/forget", occasions.forget, "setup-forget", OPERATORS, POST),
    Page("setup/channels", setup.channels, "setup-channels", READERS),
    Page("setup/channels/<str:name>/<int:number>", setup.connect, "setup-connect", OPERATORS, POST),
    Page("setup/plans/<str:name>", setup.plan, "setup-plan", READERS),
    Page("setup/trail", setup.trail, "setup-trail", OWNER),
)
urlpatterns = [page.pattern() for page in PAGES]
handler400 = "houdun.web.middleware.unfit"
handler403 = "houdun.web.middleware.forbidden"
handler404 = "houdun.web.middleware.not_found"
handler500 = "houdun.web.middleware.ours"
