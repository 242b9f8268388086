"""Which layer each cause lies in, as an engineer of the trade knows it: skill goes by layers."""

from __future__ import annotations

from collections.abc import Mapping

from houdun.facts.fault import Layer

OF_LAYER: Mapping[Layer, tuple[str, ...]] = {
    Layer.CAPTURE: (
        "antiphase",
        "black",
        "clock_drift",
        "frozen_camera",
        "late_sound",
        "muted",
        "rate_change",
        "sender_clock_wrong",
        "wrong_rate_label",
        "host_hardware",
    ),
    Layer.ENCODER: (
        "bframes_in_webrtc",
        "colour_range",
        "encoder_overload",
        "frame_dropping",
        "frozen_pipeline",
        "long_gop",
        "priming_twice",
    ),
    Layer.PACKETISER: ("key_requests_ignored", "parameter_sets_missing", "timestamp_jump"),
    Layer.TRANSPORT: ("loss_bursts", "narrow_uplink", "viewer_network"),
    Layer.SERVER: ("sender_reports_from_arrival", "stale_playlist", "service_node"),
    Layer.PLAYER: ("growing_jitter_buffer", "phone_decoder", "browser"),
    Layer.ACCOUNT: ("wrong_token",),
}
LAYER: Mapping[str, Layer] = {cause: layer for layer, causes in OF_LAYER.items() for cause in causes}
