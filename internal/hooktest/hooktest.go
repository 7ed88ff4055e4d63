// Package hooktest is a receiver of webhooks for tests, on a real socket: it
// verifies every signature with the library of the standard, and fails in the
// ways that receivers do.
package hooktest

import (
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// Message is what came in and was accepted.
type Message struct {
	ID   string
	Body string
	At   time.Time
}

// Fault makes a receiver fail. The number counts requests from 1; what it returns
// is done instead of accepting, nil accepts.
type Fault func(number int) http.HandlerFunc

// Receiver takes messages on a port of its own.
type Receiver struct {
	URL string

	server *http.Server
	hooks  []*standardwebhooks.Webhook
	fault  Fault

	mu       sync.Mutex
	requests int
	messages []Message
	bad      []string
}

// Start starts a receiver that knows a sender by any of some secrets.
func Start(fault Fault, secrets ...string) (*Receiver, error) {
	r := &Receiver{fault: fault}
	for _, s := range secrets {
		h, err := standardwebhooks.NewWebhook(s)
		if err != nil {
			return nil, err
		}
		r.hooks = append(r.hooks, h)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r.URL = "http://" + l.Addr().String() + "/hook"
	r.server = &http.Server{Handler: r, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = r.server.Serve(l) }() // it ends with Close
	return r, nil
}

// Close stops the receiver.
func (r *Receiver) Close() { _ = r.server.Close() }

// ServeHTTP is part of http.Handler.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return
	}
	valid := len(r.hooks) > 0
	for _, h := range r.hooks {
		if err := h.Verify(body, req.Header); err != nil {
			valid = false
		}
	}
	r.mu.Lock()
	r.requests++
	number := r.requests
	if !valid {
		r.bad = append(r.bad, req.Header.Get("webhook-id"))
	}
	r.mu.Unlock()
	if r.fault != nil {
		if fail := r.fault(number); fail != nil {
			fail(w, req)
			return
		}
	}
	m := Message{ID: req.Header.Get("webhook-id"), Body: string(body), At: time.Now()}
	r.mu.Lock()
	r.messages = append(r.messages, m)
	r.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}

// Messages returns what was accepted, in order.
func (r *Receiver) Messages() []Message {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Message(nil), r.messages...)
}

// Requests is the number of requests, the refused ones too, and Bad lists the ids
// of those whose signature was not right.
func (r *Receiver) Requests() (count int, bad []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.requests, append([]string(nil), r.bad...)
}

// Status answers with a status, and headers in pairs.
func Status(status int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
	}
}

// Hang answers only after a while.
func Hang(while time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		select {
		case <-req.Context().Done():
		case <-time.After(while):
		}
	}
}

// Die breaks the connection off before, or in the middle of, the answer.
func Die(midway bool) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, out, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		if midway {
			_, _ = out.WriteString("HTTP/1.1 20") // half a status line
			_ = out.Flush()
		}
		_ = conn.Close()
	}
}

// TooMany asks to be left alone for some seconds.
func TooMany(seconds int) http.HandlerFunc {
	return Status(http.StatusTooManyRequests, "Retry-After", strconv.Itoa(seconds))
}
