package graphqlapi

import (
	"context"
	"net/http"
)

// Tracer follows operations. It may be called concurrently.
type Tracer interface {
	// Begin begins to follow a request, as a part of what the caller follows where
	// its header says so. End is called once, with what became of the operation.
	Begin(ctx context.Context, header http.Header) (_ context.Context, end func(Result))
}

// begin begins to follow a request, if there is a tracer.
func (a *API) begin(ctx context.Context, header http.Header) (context.Context, func(Result)) {
	if a.tracer == nil {
		return ctx, func(Result) {}
	}
	return a.tracer.Begin(ctx, header)
}
