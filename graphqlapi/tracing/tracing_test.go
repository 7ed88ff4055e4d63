package tracing_test

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/tracing"
	"rawabit/store/memory"
)

// TestTraces sends operations and reads what a collector gets.
func TestTraces(t *testing.T) {
	var mu sync.Mutex
	var spans []*trace.Span
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var in collector.ExportTraceServiceRequest
		if r.URL.Path != "/v1/traces" || proto.Unmarshal(body, &in) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		for _, resource := range in.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				spans = append(spans, scope.Spans...)
			}
		}
	}))
	defer receiver.Close()
	tracer, err := tracing.New(t.Context(), receiver.URL, "test")
	if err != nil {
		t.Fatal(err)
	}
	api, err := graphqlapi.New(graphqlapi.Deps{Store: memory.New(), Tracer: tracer}, graphqlapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	const caller = "4bf92f3577b34da6a3ce929d0e0e4736"
	for _, query := range []string{`query Here{__typename}`, `{nothing}`} {
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query":"`+query+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Traceparent", "00-"+caller+"-00f067aa0ba902b7-01")
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	if err := tracer.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(spans) != 2 {
		t.Fatalf("%d spans", len(spans))
	}
	for i, want := range []struct {
		name, operation string
		status          trace.Status_StatusCode
	}{{"query", "Here", trace.Status_STATUS_CODE_UNSET}, {"graphql", "", trace.Status_STATUS_CODE_ERROR}} {
		span := spans[i]
		operation := ""
		for _, a := range span.Attributes {
			if a.Key == "graphql.operation.name" {
				operation = a.Value.GetStringValue()
			}
		}
		if span.Name != want.name || operation != want.operation || span.GetStatus().GetCode() != want.status {
			t.Errorf("span %d: %v", i, span)
		}
		if got := hex.EncodeToString(span.TraceId); got != caller {
			t.Errorf("span %d is part of %s", i, got)
		}
	}
}

func TestCollectorAddress(t *testing.T) {
	for _, address := range []string{"127.0.0.1:4318", "grpc://collector", "http://", ":"} {
		if _, err := tracing.New(t.Context(), address, ""); err == nil {
			t.Errorf("%q is taken for an address", address)
		}
	}
}
