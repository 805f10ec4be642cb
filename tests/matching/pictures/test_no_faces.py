"""No face is searched or described: nothing that could do it may even be installed with us."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FACE_TOOLS = re.compile(
    r"^(face[-_]?recognition\S*|dlib|insightface|deepface|facenet\S*|arcface\S*|retina[-_]?face\S*|mtcnn\S*|nudenet|"
    r"face[-_]?alignment|facexlib|mediapipe|compreface\S*|openface\S*|uniface|yunet\S*)\b",
    re.IGNORECASE | re.MULTILINE,
)
FACE_CALLS = re.compile(
    r"CascadeClassifier|FaceDetectorYN|FaceRecognizerSF|face_encodings|cv2\.face|haarcascade", re.IGNORECASE
)


def test_the_lock_holds_no_face_recognition_package() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "imagehash" in lock.lower(), "this is not the lock file"
    assert FACE_TOOLS.findall(lock) == []


def test_the_pattern_knows_what_it_looks_for() -> None:
    for name in ("face-recognition==1.3.0", "dlib==19.24", "insightface==0.7", "facenet-pytorch==2", "deepface==0.0.9"):
        assert FACE_TOOLS.findall(name)


def test_no_code_calls_a_face_detector() -> None:
    for package in ("crawlers", "extractors", "matching", "index", "review_ui", "threadline"):
        for path in (ROOT / package).rglob("*.py"):
            assert not FACE_CALLS.search(path.read_text(encoding="utf-8")), path
