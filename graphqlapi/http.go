package graphqlapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// The media types of answers.
const (
	mediaJSON     = "application/json"
	mediaResponse = "application/graphql-response+json"
)

// endpoint serves GraphQL over HTTP.
type endpoint struct {
	api     *API
	metrics *metrics
	buffers sync.Pool // of *buffers
	numbers *numberer
	running atomic.Int64
	streams atomic.Int64
}

// buffers are reused from request to request.
type buffers struct {
	in  bytes.Buffer
	out []byte
}

// maxKept is the largest buffer that is kept for reuse.
const maxKept = 1 << 20

func newEndpoint(a *API, m *metrics) *endpoint {
	return &endpoint{api: a, metrics: m, numbers: newNumberer(), buffers: sync.Pool{New: func() any { return &buffers{} }}}
}

// enter counts a stream in, unless there are too many; leave counts it out.
func (h *endpoint) enter() bool {
	if h.streams.Add(1) > int64(h.api.limits.Streams) {
		h.streams.Add(-1)
		return false
	}
	return true
}

func (h *endpoint) leave() { h.streams.Add(-1) }

// ServeHTTP answers one request by GET or POST, as a stream of events or as a
// WebSocket.
func (h *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.api.origins.Share(w, r) {
		return
	}
	r = h.numbers.identify(w, r)
	if err := h.api.origins.Check(r); err != nil {
		h.refuse(w, r, mediaJSON, http.StatusForbidden, err)
		return
	}
	authorization := r.Header.Get("Authorization")
	if authorization == "" && wantsSocket(r) && !h.api.gate.Open() {
		h.socket(w, r, nil) // a browser introduces itself by a message
		return
	}
	who, err := h.api.gate.Identify(r.Context(), authorization)
	if err != nil {
		h.refuse(w, r, mediaJSON, statusOfRefusal(w, err), err)
		return
	}
	switch {
	case wantsSocket(r):
		h.socket(w, r, &who)
	case wantsEvents(r):
		h.events(w, r, who)
	default:
		h.single(w, r, who)
	}
}

// statusOfRefusal is the status of a request that is not let in.
func statusOfRefusal(w http.ResponseWriter, err error) int {
	switch schema.ErrorCode(err) {
	case schema.CodeUnauthorized:
		w.Header().Set("WWW-Authenticate", "Bearer")
		return http.StatusUnauthorized
	case access.CodeRate:
		w.Header().Set("Retry-After", "1")
		return http.StatusTooManyRequests
	case schema.CodeForbidden:
		return http.StatusForbidden
	}
	return http.StatusInternalServerError
}

// single answers one operation.
func (h *endpoint) single(w http.ResponseWriter, r *http.Request, who access.Identity) {
	media, ok := negotiate(r.Header["Accept"])
	if !ok {
		h.refuse(w, r, mediaJSON, http.StatusNotAcceptable, invalid("the answer can be %s or %s", mediaResponse, mediaJSON))
		return
	}
	if n := h.running.Add(1); n > int64(h.api.limits.Parallel) {
		h.running.Add(-1)
		w.Header().Set("Retry-After", "1")
		h.refuse(w, r, media, http.StatusServiceUnavailable, tooMuch("others under way", h.api.limits.Parallel))
		return
	}
	defer h.running.Add(-1)
	b := h.buffers.Get().(*buffers)
	defer func() {
		if cap(b.out) <= maxKept && b.in.Cap() <= maxKept {
			b.in.Reset()
			h.buffers.Put(b)
		}
	}()
	request, status, err := h.read(w, r, b)
	if err != nil {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, POST")
		}
		h.refuse(w, r, media, status, err)
		return
	}
	if err := h.api.gate.Admit(who); err != nil {
		h.refuse(w, r, media, statusOfRefusal(w, err), err)
		return
	}
	request.By, request.Role = who.Name, who.Role
	begun := time.Now()
	ctx, end := h.api.begin(r.Context(), r.Header)
	result := h.api.Execute(ctx, request, b.out[:0])
	end(result)
	b.out = result.Body
	h.finish(ctx, who, result, time.Since(begun))
	h.write(w, media, statusOf(result, media, r.Method), result.Body)
}

// statusOf is the status of an answer: of one that was not carried out, an error
// unless a client of the older media type expects 200.
func statusOf(result Result, media, method string) int {
	switch {
	case result.Started || !result.Failed:
		return http.StatusOK
	case method == http.MethodGet && result.Kind == "mutation":
		return http.StatusMethodNotAllowed
	case media == mediaJSON:
		return http.StatusOK
	case result.Code == schema.CodeForbidden:
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}

func (h *endpoint) write(w http.ResponseWriter, media string, status int, body []byte) {
	header := w.Header()
	header["Content-Type"] = []string{media + "; charset=utf-8"}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	if status == http.StatusMethodNotAllowed {
		header.Set("Allow", "POST")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that is gone needs no answer
}

// finish counts an operation and logs it.
func (h *endpoint) finish(ctx context.Context, who access.Identity, result Result, took time.Duration) {
	h.metrics.operation(result, took)
	if h.api.log.Enabled(ctx, slog.LevelInfo) {
		h.api.log.LogAttrs(ctx, slog.LevelInfo, "operation", slog.String("by", who.Name), slog.String("kind", result.Kind),
			slog.String("operation", cut(result.Operation, maxAudited)), slog.String("code", string(result.Code)), slog.Float64("ms", float64(took.Microseconds())/1000), slog.Int("bytes", len(result.Body)))
	}
}

// refuse answers a request that holds no operation.
func (h *endpoint) refuse(w http.ResponseWriter, r *http.Request, media string, status int, err error) {
	code := schema.ErrorCode(err)
	h.metrics.refused(code)
	level := slog.LevelInfo
	if code == schema.CodeInternal {
		level = slog.LevelError
	}
	if h.api.log.Enabled(r.Context(), level) {
		h.api.log.LogAttrs(r.Context(), level, "refused", slog.String("code", string(code)), slog.Int("status", status), slog.String("error", errorText(err)), slog.String("from", r.RemoteAddr))
	}
	result := refuse(nil, []*fieldError{newError(err)}, Result{})
	h.write(w, media, status, result.Body)
}

// read takes the operation out of a request.
func (h *endpoint) read(w http.ResponseWriter, r *http.Request, b *buffers) (Request, int, error) {
	switch r.Method {
	case http.MethodGet:
		request, err := readQuery(r)
		return request, http.StatusBadRequest, err
	case http.MethodPost:
	default:
		return Request{}, http.StatusMethodNotAllowed, invalid("GraphQL is served by GET and POST")
	}
	if media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != mediaJSON {
		return Request{}, http.StatusUnsupportedMediaType, invalid("the body must be of type %s", mediaJSON)
	} else if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return Request{}, http.StatusUnsupportedMediaType, invalid("the body must be in UTF-8")
	}
	limit := h.api.limits.Body
	if r.ContentLength > int64(limit) {
		return Request{}, http.StatusRequestEntityTooLarge, tooMuch("bytes", limit)
	}
	b.in.Reset()
	// Whoever sends slowly must not keep others waiting for ever.
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(h.api.limits.Timeout)) // not every connection has one
	if _, err := b.in.ReadFrom(http.MaxBytesReader(nil, r.Body, int64(limit))); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return Request{}, http.StatusRequestEntityTooLarge, tooMuch("bytes", limit)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return Request{}, http.StatusRequestTimeout, schema.Errorf(schema.CodeTimeout, "the body took longer than %v to come", h.api.limits.Timeout)
		}
		return Request{}, http.StatusBadRequest, invalid("the body cannot be read")
	}
	_ = control.SetReadDeadline(time.Time{})
	request, err := readBody(b.in.Bytes())
	return request, http.StatusBadRequest, err
}

// readBody decodes the JSON of a request.
func readBody(body []byte) (Request, error) {
	var in struct {
		Query         *string         `json:"query"`
		DocumentID    string          `json:"documentId"`
		OperationName string          `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return Request{}, invalid("the body is no GraphQL request: %s", jsonReason(err))
	}
	variables, err := readVariables(in.Variables)
	if err != nil {
		return Request{}, err
	}
	request := Request{Document: in.DocumentID, Operation: in.OperationName, Variables: variables}
	if in.Query != nil {
		request.Query = *in.Query
	}
	return request, request.settle(in.Extensions)
}

// settle takes the hash of a document out of the extensions, where Apollo's
// clients put it. A request must send a document or name one.
func (r *Request) settle(extensions []byte) error {
	if len(extensions) > 0 {
		if _, err := readObject("extensions", extensions); err != nil {
			return err
		}
		var in struct {
			PersistedQuery struct {
				SHA256Hash string `json:"sha256Hash"`
			} `json:"persistedQuery"`
		}
		if json.Unmarshal(extensions, &in) == nil && in.PersistedQuery.SHA256Hash != "" && r.Document == "" {
			r.Document = "sha256:" + in.PersistedQuery.SHA256Hash
		}
	}
	if r.Query == "" && r.Document == "" {
		return invalid("the request has no query")
	}
	return nil
}

// jsonReason says what is wrong with a JSON text, without Go's names.
func jsonReason(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return wrong.Field + " must not be a " + wrong.Value
	}
	return err.Error()
}

func readVariables(text []byte) (map[string]any, error) { return readObject("variables", text) }

// readObject decodes an object, keeping numbers as they are written.
func readObject(name string, text []byte) (map[string]any, error) {
	if len(text) == 0 || string(text) == "null" {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var out map[string]any
	if err := decoder.Decode(&out); err != nil {
		return nil, invalid("%s must be an object", name)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, invalid("%s must be one object", name)
	}
	return out, nil
}

// readQuery takes the operation out of the query of a GET.
func readQuery(r *http.Request) (Request, error) {
	values := r.URL.Query()
	request := Request{Query: values.Get("query"), Document: values.Get("documentId"), Operation: values.Get("operationName"), Safe: true}
	var err error
	if request.Variables, err = readVariables([]byte(values.Get("variables"))); err != nil {
		return request, err
	}
	return request, request.settle([]byte(values.Get("extensions")))
}
