package graphqlapi

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// mediaEvents is the media type of a stream of events.
const mediaEvents = "text/event-stream"

// heartbeat is how often a silent stream says that it is alive.
const heartbeat = 15 * time.Second

// writeTimeout bounds how long one event may take to be accepted.
const writeTimeout = 10 * time.Second

// wantsEvents reports whether a client asks for a stream of events.
func wantsEvents(r *http.Request) bool {
	for _, header := range r.Header["Accept"] {
		if strings.Contains(header, mediaEvents) {
			return true
		}
	}
	return false
}

// events serves an operation as a stream of events, by the protocol of
// graphql-sse in its mode of distinct connections.
func (h *endpoint) events(w http.ResponseWriter, r *http.Request, who access.Identity) {
	request, status, err := h.read(w, r, &buffers{})
	if err != nil {
		h.refuse(w, r, mediaJSON, status, err)
		return
	}
	if err := h.api.gate.Admit(who); err != nil {
		h.refuse(w, r, mediaJSON, statusOfRefusal(w, err), err)
		return
	}
	request.By, request.Role = who.Name, who.Role
	s := &eventStream{w: w, control: http.NewResponseController(w)}
	if !h.enter() {
		h.refuse(w, r, mediaJSON, http.StatusServiceUnavailable, tooMuch("streams under way", h.api.limits.Streams))
		return
	}
	defer h.leave()
	ctx, end := h.api.begin(r.Context(), r.Header)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() {
		s.beat(stop, func() bool { return h.api.gate.Still(who) })
		cancel()
	})
	begun := time.Now()
	result := h.api.Subscribe(ctx, request, func(answer []byte) error {
		if answer == nil {
			return s.write([]byte(comment))
		}
		return s.send("next", answer)
	})
	close(stop)
	beating.Wait()
	end(result)
	h.finish(ctx, who, result, time.Since(begun))
	if !result.Started { // the protocol wants it told in the stream
		_ = s.send("next", result.Body)
	}
	_ = s.send("complete", nil) // a client that is gone needs no end
}

// eventStream writes events.
type eventStream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	mu      sync.Mutex
	begun   bool
}

// send writes one event. JSON from this package holds no line breaks.
func (s *eventStream) send(event string, data []byte) error {
	var b bytes.Buffer
	b.WriteString("event: " + event + "\ndata: ")
	b.Write(data)
	b.WriteString("\n\n")
	return s.write(b.Bytes())
}

func (s *eventStream) write(text []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.begun {
		header := s.w.Header()
		header.Set("Content-Type", mediaEvents+"; charset=utf-8")
		header.Set("Cache-Control", "no-cache")
		header.Set("X-Accel-Buffering", "no")
		s.w.WriteHeader(http.StatusOK)
		s.begun = true
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(writeTimeout)) // not every connection has one
	if _, err := s.w.Write(text); err != nil {
		return schema.Errorf(schema.CodeUnavailable, "the subscriber is gone: %w", err)
	}
	return s.control.Flush()
}

// comment is an event that clients ignore.
const comment = ":\n\n"

// beat writes comments from time to time, so that the connection stays open and
// one that is broken is noticed. It ends with stop, when writing fails, and when
// the subscriber is no longer let in.
func (s *eventStream) beat(stop <-chan struct{}, still func() bool) {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			if !still() || s.write([]byte(comment)) != nil {
				return
			}
		}
	}
}
