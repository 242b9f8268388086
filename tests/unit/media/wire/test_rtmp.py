from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.media.wire import flv, rtmp
from houdun.media.wire.rtmp import Message, Reader, chunks

message = st.builds(
    Message,
    st.sampled_from([rtmp.AUDIO, rtmp.VIDEO, rtmp.COMMAND]),
    st.integers(0, (1 << 32) - 1),
    st.integers(0, 9),
    st.binary(max_size=700),
)


def fed(data: bytes, step: int) -> list[Message]:
    reader = Reader()
    return [each for at in range(0, len(data), step) for each in reader.feed(data[at : at + step])]


@given(st.lists(message, max_size=6), st.integers(1, 300), st.integers(2, 63))
def test_messages_survive_chunks_in_pieces_of_any_size(messages: list[Message], step: int, channel: int) -> None:
    assert fed(b"".join(chunks(each, channel, 128) for each in messages), step) == messages


def test_another_chunk_size_holds_from_its_message_on() -> None:
    long = Message(rtmp.VIDEO, 40, 1, bytes(5000))
    resize = Message(rtmp.SET_CHUNK_SIZE, 0, 0, (4096).to_bytes(4))
    assert fed(chunks(resize, 2) + chunks(long, 6, 4096), 1000)[-1] == long


def test_shorter_headers_go_on_from_the_one_before() -> None:
    whole = chunks(Message(rtmp.AUDIO, 100, 1, b"ab"), 4)
    same_stream = bytes((0x44,)) + (21).to_bytes(3) + (3).to_bytes(3) + bytes((rtmp.AUDIO,)) + b"cde"
    same_size = bytes((0x84,)) + (22).to_bytes(3) + b"fgh"
    same_all = bytes((0xC4,)) + b"ijk"
    stamps = [(each.stamp, each.body) for each in fed(whole + same_stream + same_size + same_all, 3)]
    assert stamps == [(100, b"ab"), (121, b"cde"), (143, b"fgh"), (165, b"ijk")]


def test_two_channels_may_take_turns() -> None:
    sound, picture = Message(rtmp.AUDIO, 1, 1, bytes(200)), Message(rtmp.VIDEO, 2, 1, bytes(300))
    a, b = chunks(sound, 4, 128), chunks(picture, 6, 128)
    assert fed(a[:140] + b[:140] + a[140:] + b[140:], 7) == [sound, picture]


def test_an_aggregate_is_its_parts_moved_to_its_own_stamp() -> None:
    body = flv.tag(rtmp.AUDIO, 1000, b"a") + flv.tag(rtmp.VIDEO, 1020, b"b")
    parts = list(rtmp.parts_of(Message(rtmp.AGGREGATE, 50, 1, body)))
    assert [(each.kind, each.stamp, each.body) for each in parts] == [(rtmp.AUDIO, 50, b"a"), (rtmp.VIDEO, 70, b"b")]


@given(st.binary(max_size=400), st.integers(1, 50))
def test_fuzz_any_bytes_give_messages_or_an_input_error(data: bytes, step: int) -> None:
    with contextlib.suppress(InputError):
        fed(data, step)


def test_a_chunk_size_of_nought_is_no_rtmp() -> None:
    with pytest.raises(InputError):
        fed(chunks(Message(rtmp.SET_CHUNK_SIZE, 0, 0, bytes(4)), 2), 100)
