package graphqlapi

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"time"

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
func (h *endpoint) events(w http.ResponseWriter, r *http.Request, by string) {
	request, status, err := h.read(r, &buffers{})
	if err != nil {
		h.refuse(w, mediaJSON, status, err)
		return
	}
	request.By = by
	s := &eventStream{w: w, control: http.NewResponseController(w)}
	if !h.enter() {
		h.refuse(w, mediaJSON, http.StatusServiceUnavailable, tooMuch("streams under way", h.api.limits.Streams))
		return
	}
	defer h.leave()
	stop := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() { s.beat(stop) })
	result := h.api.Subscribe(r.Context(), request, func(answer []byte) error {
		if answer == nil {
			return s.write([]byte(comment))
		}
		return s.send("next", answer)
	})
	close(stop)
	beating.Wait()
	if !result.Started {
		h.metrics.refused(result.Code)
		if !s.begun {
			h.write(w, mediaJSON, http.StatusBadRequest, result.Body)
			return
		}
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
// one that is broken is noticed.
func (s *eventStream) beat(stop <-chan struct{}) {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			if s.write([]byte(comment)) != nil {
				return
			}
		}
	}
}
