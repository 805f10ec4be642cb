"""Messengers and social platforms: their names, the nicknames ads use, their profile links."""

from typing import Final

NAMES: Final = {
    "instagram": ("instagram", "1nstagram", "instagrm", "instagam", "inst4gram"), "snapchat": ("snapchat",
    "snap chat", "snpchat", "sn4pchat"), "telegram": ("telegram", "telegrm", "t3legram", "telegran", "telegrama"),
    "twitter": ("twitter",), "kik": ("kik",), "facebook": ("facebook", "face book"), "wechat": ("wechat", "we chat",
    "weixin"), "onlyfans": ("onlyfans", "only fans", "0nlyfans", "onlyf4ns"), "tiktok": ("tiktok", "tik tok"),
    "cashapp": ("cashapp", "cash app"), "venmo": ("venmo",), "skype": ("skype",), "discord": ("discord",),
    "fansly": ("fansly",), "threads": ("threads",), "linktree": ("linktree",), "line": ("line id",),
    "signal": ("signal app",),
}  # fmt: skip
"""Names that mean nothing else."""

NICKNAMES: Final = {
    "instagram": ("insta", "ig", "i.g.", "1g", "gram", "inst"), "snapchat": ("snap", "sc", "snp", "👻"),
    "telegram": ("tele", "tg", "telegr", "tgram"), "twitter": ("twtr", "tw", "x"), "facebook": ("fb", "face"),
    "wechat": ("wx", "vx"), "onlyfans": ("of", "o.f."), "tiktok": ("tt",), "line": ("line",), "signal": ("signal",),
    "cashapp": ("ca",),
}  # fmt: skip
"""Nicknames need a sign ("ig: name", "snap @name"): alone they are words."""

LINKS: Final = {
    "instagram.com": "instagram", "snapchat.com/add": "snapchat", "t.me": "telegram", "telegram.me": "telegram",
    "twitter.com": "twitter", "x.com": "twitter", "facebook.com": "facebook", "fb.com": "facebook",
    "onlyfans.com": "onlyfans", "tiktok.com": "tiktok", "cash.app": "cashapp", "venmo.com/u": "venmo",
    "venmo.com": "venmo", "paypal.me": "paypal", "linktr.ee": "linktree", "fansly.com": "fansly", "kik.me": "kik",
    "threads.net": "threads",
}  # fmt: skip

NOT_NAMES: Final = frozenset({
    "and", "or", "for", "the", "me", "us", "to", "at", "with", "page", "only", "add", "follow", "message", "dm", "com",
    "account", "is", "my", "in", "on", "pic", "pics", "video", "videos", "show", "call", "chat", "text", "available",
    "also", "marketing", "ads", "share", "watch", "explore", "reel", "channel", "group", "groups", "events", "home",
    "intent", "hashtag", "login", "posts", "profile", "from", "our", "your", "if", "manager", "managers", "id", "user",
    "username", "handle", "name", "usuario", "whatsapp", "telegram", "instagram", "snapchat", "here", "now", "below",
    "link", "joinchat", "number", "work", "job", "cook", "com.mx", "please",
})  # fmt: skip
"""What follows a platform's name in ordinary sentences and on pages."""
