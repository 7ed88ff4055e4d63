package graphqlapi

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// subprotocol is the protocol of GraphQL over WebSocket that is spoken here.
const subprotocol = "graphql-transport-ws"

// initTimeout is how long a client may take to introduce itself.
const initTimeout = 3 * time.Second

// The codes that graphql-transport-ws closes a connection with.
const (
	closeBadMessage   websocket.StatusCode = 4400
	closeUnauthorized websocket.StatusCode = 4401
	closeForbidden    websocket.StatusCode = 4403
	closeProtocol     websocket.StatusCode = 4406
	closeInitTimeout  websocket.StatusCode = 4408
	closeTwice        websocket.StatusCode = 4409
	closeInitTwice    websocket.StatusCode = 4429
)

// wantsSocket reports whether a request asks to become a WebSocket.
func wantsSocket(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// socket is one connection by graphql-transport-ws.
type socket struct {
	endpoint *endpoint
	conn     *websocket.Conn
	ctx      context.Context
	header   http.Header // of the request that became the connection

	mu         sync.Mutex
	who        *access.Identity // nil until the client has said who it is
	ready      bool
	operations map[string]context.CancelFunc
	running    sync.WaitGroup
}

// message is a message of the protocol, in either direction.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket serves a connection until it is closed. Browsers of other origins are
// refused.
func (h *endpoint) socket(w http.ResponseWriter, r *http.Request, who *access.Identity) {
	if !h.enter() {
		h.refuse(w, r, mediaJSON, http.StatusServiceUnavailable, tooMuch("streams under way", h.api.limits.Streams))
		return
	}
	defer h.leave()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, OriginPatterns: h.api.origins.Hosts()})
	if err != nil {
		return // Accept has answered
	}
	defer func() { _ = conn.CloseNow() }() // it may be closed already
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(closeProtocol, "Subprotocol not acceptable")
		return
	}
	conn.SetReadLimit(int64(h.api.limits.Body))
	ctx, cancel := context.WithCancel(r.Context())
	s := &socket{endpoint: h, conn: conn, ctx: ctx, who: who, header: r.Header, operations: map[string]context.CancelFunc{}}
	var side sync.WaitGroup
	side.Go(s.watch)
	code, reason := s.read()
	if code != 0 {
		_ = conn.Close(code, reason) // before the context ends, which would break the connection off
	}
	cancel()
	s.running.Wait()
	side.Wait()
}

// watch closes a connection that does not introduce itself, keeps one alive that
// does, and ends it when the API is closed.
func (s *socket) watch() {
	timer := time.NewTimer(initTimeout)
	defer timer.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.endpoint.api.closing:
			_ = s.conn.Close(websocket.StatusGoingAway, "The server stops")
			return
		case <-timer.C:
			s.mu.Lock()
			ready, who := s.ready, s.who
			s.mu.Unlock()
			if !ready {
				_ = s.conn.Close(closeInitTimeout, "Connection initialisation timeout")
				return
			}
			if !s.endpoint.api.gate.Still(*who) {
				_ = s.conn.Close(closeForbidden, "Forbidden")
				return
			}
			ctx, cancel := context.WithTimeout(s.ctx, writeTimeout)
			if s.conn.Ping(ctx) != nil && s.ctx.Err() == nil {
				_ = s.conn.CloseNow()
			}
			cancel()
		}
		timer.Reset(heartbeat)
	}
}

// read handles messages until the connection ends. It returns a code to close
// with, 0 where it is closed already.
func (s *socket) read() (websocket.StatusCode, string) {
	for {
		kind, data, err := s.conn.Read(s.ctx)
		if err != nil {
			return 0, ""
		}
		var m message
		if kind != websocket.MessageText || json.Unmarshal(data, &m) != nil {
			return closeBadMessage, "Invalid message received"
		}
		if code, reason := s.handle(m); code != 0 {
			return code, reason
		}
	}
}

func (s *socket) handle(m message) (websocket.StatusCode, string) {
	switch m.Type {
	case "connection_init":
		if s.ready { // nobody else writes it
			return closeInitTwice, "Too many initialisation requests"
		}
		who := s.who
		if who == nil {
			one, err := s.endpoint.api.gate.Identify(s.ctx, authorization(m.Payload))
			if err != nil {
				s.endpoint.metrics.refused(schema.ErrorCode(err))
				return closeForbidden, clip(schema.UserMessage(err))
			}
			who = &one
		}
		s.mu.Lock()
		s.ready, s.who = true, who
		s.mu.Unlock()
		_ = s.send(message{Type: "connection_ack"}) // reading notices a connection that is gone
	case "ping":
		_ = s.send(message{Type: "pong", Payload: m.Payload})
	case "pong":
	case "subscribe":
		return s.subscribe(m)
	case "complete":
		s.mu.Lock()
		cancel := s.operations[m.ID]
		delete(s.operations, m.ID)
		s.mu.Unlock()
		if cancel != nil {
			cancel()
		}
	default:
		return closeBadMessage, "Invalid message received"
	}
	return 0, ""
}

// subscribe starts an operation.
func (s *socket) subscribe(m message) (websocket.StatusCode, string) {
	s.mu.Lock()
	ready := s.ready
	_, twice := s.operations[m.ID]
	many := len(s.operations) >= s.endpoint.api.limits.Operations
	s.mu.Unlock()
	if !ready {
		return closeUnauthorized, "Unauthorized"
	}
	if m.ID == "" || len(m.Payload) == 0 {
		return closeBadMessage, "Invalid message received"
	}
	if twice {
		return closeTwice, "Subscriber for " + clip(m.ID) + " already exists"
	}
	request, err := readBody(m.Payload)
	if err != nil {
		return closeBadMessage, clip(err.Error())
	}
	if many {
		s.refuse(m.ID, tooMuch("others on this connection", s.endpoint.api.limits.Operations))
		return 0, ""
	}
	if err := s.endpoint.api.gate.Admit(*s.who); err != nil {
		s.refuse(m.ID, err)
		return 0, ""
	}
	request.By, request.Role = s.who.Name, s.who.Role
	ctx, cancel := context.WithCancel(s.ctx)
	s.mu.Lock()
	s.operations[m.ID] = cancel
	s.mu.Unlock()
	s.running.Go(func() {
		defer cancel()
		s.run(ctx, m.ID, request)
	})
	return 0, ""
}

// authorization returns what the payload of an introduction says in place of the
// header of that name, which a browser cannot send.
func authorization(payload []byte) string {
	var in map[string]any
	if json.Unmarshal(payload, &in) != nil {
		return ""
	}
	for _, name := range []string{"authorization", "Authorization"} {
		if text, ok := in[name].(string); ok {
			return text
		}
	}
	return ""
}

// clip cuts a text to what fits into the reason of a close frame.
func clip(text string) string {
	if len(text) > 80 {
		return strings.ToValidUTF8(text[:80], "")
	}
	return text
}

// run carries an operation out and says its end, unless the client has ended it.
func (s *socket) run(ctx context.Context, id string, request Request) {
	begun := time.Now()
	ctx, end := s.endpoint.api.begin(ctx, s.header)
	result := s.endpoint.api.Subscribe(ctx, request, func(answer []byte) error {
		if answer == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		return s.send(message{ID: id, Type: "next", Payload: answer})
	})
	end(result)
	s.endpoint.finish(ctx, *s.who, result, time.Since(begun))
	s.mu.Lock()
	_, open := s.operations[id]
	if open && ctx.Err() == nil {
		delete(s.operations, id)
	}
	s.mu.Unlock()
	if !open || ctx.Err() != nil {
		return
	}
	if !result.Started {
		var answer struct {
			Errors json.RawMessage `json:"errors"`
		}
		if json.Unmarshal(result.Body, &answer) == nil {
			_ = s.send(message{ID: id, Type: "error", Payload: answer.Errors})
		}
		return
	}
	_ = s.send(message{ID: id, Type: "complete"})
}

// refuse says that an operation is not carried out.
func (s *socket) refuse(id string, err error) {
	s.endpoint.metrics.refused(schema.ErrorCode(err))
	_ = s.send(message{ID: id, Type: "error", Payload: appendErrors(nil, []*fieldError{newError(err)})})
}

// send writes a message; several goroutines may send.
func (s *socket) send(m message) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.ctx, writeTimeout)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}
