"""Fusion with what it draws itself, beside the text, as large as the text."""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_Metric = QStyle.PixelMetric
_GROWS = frozenset(
    {
        _Metric.PM_SmallIconSize,
        _Metric.PM_IndicatorWidth,
        _Metric.PM_IndicatorHeight,
        _Metric.PM_ExclusiveIndicatorWidth,
        _Metric.PM_ExclusiveIndicatorHeight,
        _Metric.PM_HeaderMarkSize,
        _Metric.PM_ScrollBarExtent,
    }
)


class LargerStyle(QProxyStyle):
    """For a text size over 100 %; at 100 % Fusion itself is the quicker."""

    def __init__(self, scale: float) -> None:
        """``scale``: the text size, 1.0–2.0."""
        super().__init__("Fusion")
        self._scale = scale

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        size = super().pixelMetric(metric, option, widget)
        return round(size * self._scale) if metric in _GROWS else size
