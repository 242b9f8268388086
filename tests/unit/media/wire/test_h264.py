from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.media.encode import VideoEncoder, VideoSettings
from houdun.media.track import Codec
from houdun.media.wire import h264

# A NAL unit as encoders write it: no start code within, no zero at its end.
unit = st.builds(
    lambda kind, body: bytes((0x60 | kind,)) + body.replace(b"\0\0", b"\0\3") + b"\x80",
    st.integers(1, 12),
    st.binary(max_size=600),
)


@given(st.lists(unit, min_size=1, max_size=6))
def test_units_come_out_of_either_framing_as_they_went_in(units: list[bytes]) -> None:
    annex_b = h264.annex_b(units)
    prefixed = b"".join(len(each).to_bytes(4) + each for each in units)
    assert h264.nal_units(annex_b) == units
    assert h264.nal_units(prefixed) == units
    assert h264.length_prefixed(annex_b) == prefixed
    assert h264.length_prefixed(prefixed) == prefixed


def test_a_length_that_looks_like_a_start_code_is_a_length() -> None:
    data = (0x0165).to_bytes(4) + b"\x41" * 0x165
    assert data.startswith(h264.START[1:])
    assert h264.nal_units(data) == [b"\x41" * 0x165]


@given(st.binary(max_size=200))
def test_any_bytes_give_units_or_none(data: bytes) -> None:
    assert all(h264.nal_units(data))
    assert all(h264.parameter_sets(data))


def test_an_encoders_parameter_sets_survive_the_configuration_record() -> None:
    settings = VideoSettings(codec=Codec.H264, width=320, height=180, fps=30, kbps=300, gop=30)
    sets = h264.parameter_sets(VideoEncoder(settings).track.extradata)
    record = h264.configuration(sets)
    assert [h264.kind_of(each) for each in sets] == [h264.SPS, h264.PPS]
    assert h264.is_configuration(record)
    assert h264.parameter_sets(record) == sets


def test_without_an_sps_there_is_no_configuration() -> None:
    assert h264.configuration([b"\x68\xce"]) == b""
