package graphqlapi

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
)

// requestKey is the key of a request's id in its context.
type requestKey struct{}

// requestHeader carries the id of a request, in both directions.
const requestHeader = "X-Request-Id"

// maxRequestID is the longest id that is taken over from a client.
const maxRequestID = 64

// numberer gives requests ids that no other process gives.
type numberer struct {
	process string
	count   atomic.Uint64
}

func newNumberer() *numberer {
	random := make([]byte, 6)
	_, _ = rand.Read(random) // it never fails
	return &numberer{process: hex.EncodeToString(random) + "-"}
}

// identify gives a request its id, the client's own where it sends a sound one,
// and tells the client.
func (n *numberer) identify(w http.ResponseWriter, r *http.Request) *http.Request {
	id := r.Header.Get(requestHeader)
	if !soundID(id) {
		id = n.process + strconv.FormatUint(n.count.Add(1), 36)
	}
	w.Header()[requestHeader] = []string{id}
	return r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
}

func soundID(id string) bool {
	if id == "" || len(id) > maxRequestID {
		return false
	}
	for i := range len(id) {
		if c := id[i]; !isNameByte(c) && c != '-' && c != '.' && c != ':' {
			return false
		}
	}
	return true
}

// requestHandler adds the id of the request to what is logged under its context.
type requestHandler struct{ slog.Handler }

// Handle is part of slog.Handler.
func (h requestHandler) Handle(ctx context.Context, record slog.Record) error {
	if id, ok := ctx.Value(requestKey{}).(string); ok {
		record.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs is part of slog.Handler.
func (h requestHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return requestHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup is part of slog.Handler.
func (h requestHandler) WithGroup(name string) slog.Handler {
	return requestHandler{h.Handler.WithGroup(name)}
}
