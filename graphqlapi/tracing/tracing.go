// Package tracing tells a collector of OpenTelemetry what operations were carried
// out and how long they took. It is a package of its own, so that whoever builds
// on graphqlapi takes its libraries on only where they are wanted.
package tracing

import (
	"context"
	"net/http"
	"net/url"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"

	"rawabit/graphqlapi"
	"rawabit/schema"
)

// Tracer sends a span for each operation. It is a graphqlapi.Tracer.
type Tracer struct {
	provider *trace.TracerProvider
	tracer   api.Tracer
	caller   propagation.TraceContext
}

// New returns a tracer that sends to a collector by OTLP over HTTP, at an address
// such as http://127.0.0.1:4318. Nothing is sent before the first operation ends.
func New(ctx context.Context, address, version string) (*Tracer, error) {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, schema.Errorf(schema.CodeInvalid, "the collector %q is not of the form http://127.0.0.1:4318", address)
	}
	target, err := url.JoinPath(address, "v1", "traces")
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "the collector %q is no address: %w", address, err)
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(target))
	if err != nil {
		return nil, schema.Errorf(schema.CodeInvalid, "traces cannot be sent to %s: %w", address, err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(resource.NewSchemaless(
		attribute.String("service.name", "rawabit"), attribute.String("service.version", version))))
	return &Tracer{provider: provider, tracer: provider.Tracer("rawabit/graphqlapi")}, nil
}

// Begin begins the span of an operation, a child of the caller's where the header
// carries one (W3C Trace Context).
func (t *Tracer) Begin(ctx context.Context, header http.Header) (context.Context, func(graphqlapi.Result)) {
	ctx = t.caller.Extract(ctx, propagation.HeaderCarrier(header))
	ctx, span := t.tracer.Start(ctx, "graphql", api.WithSpanKind(api.SpanKindServer))
	return ctx, func(result graphqlapi.Result) {
		name := result.Kind
		if name == "" {
			name = "graphql"
		}
		span.SetName(name)
		span.SetAttributes(attribute.String("graphql.operation.type", result.Kind), attribute.String("graphql.operation.name", result.Operation))
		if result.Failed {
			span.SetAttributes(attribute.String("error.type", string(result.Code)))
			span.SetStatus(codes.Error, string(result.Code))
		}
		span.End()
	}
}

// Close sends what has not been sent yet.
func (t *Tracer) Close(ctx context.Context) error { return t.provider.Shutdown(ctx) }
