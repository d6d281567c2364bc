//! Counters and durations of requests, by route, for Prometheus.

use std::sync::OnceLock;

use axum_prometheus::{
    EndpointLabel, GenericMetricLayer, Handle, PrometheusMetricLayer, PrometheusMetricLayerBuilder,
    metrics_exporter_prometheus::PrometheusHandle,
};

type Metrics = (PrometheusMetricLayer<'static>, PrometheusHandle);

/// The recorder is the one thing that is global: the crate `metrics` allows no other way.
static METRICS: OnceLock<Metrics> = OnceLock::new();

fn metrics() -> &'static Metrics {
    METRICS.get_or_init(|| {
        PrometheusMetricLayerBuilder::new()
            .with_prefix("quizmint")
            .with_endpoint_label_type(EndpointLabel::MatchedPathWithFallbackFn(|_| "other".to_owned()))
            .with_default_metrics()
            .build_pair()
    })
}

pub(super) fn layer() -> GenericMetricLayer<'static, PrometheusHandle, Handle> {
    metrics().0.clone()
}

pub(super) fn render() -> String {
    metrics().1.render()
}
