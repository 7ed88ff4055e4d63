package access_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// TestOrigins states the rules of CORS and against forged requests.
func TestOrigins(t *testing.T) {
	const desk = "https://desk.example"
	tests := []struct {
		name, method, host string
		header             map[string]string
		local              bool
		code               schema.Code
		share              string // Access-Control-Allow-Origin
		done               bool
	}{
		{name: "no browser", method: "POST", host: "rawabit.example"},
		{name: "its own page", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": "https://rawabit.example", "Sec-Fetch-Site": "same-origin"}},
		{name: "a foreign page", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, code: schema.CodeForbidden},
		{name: "a foreign page in an old browser", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": "https://evil.example"}, code: schema.CodeForbidden},
		{name: "a page without an origin", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": "null"}, code: schema.CodeForbidden},
		{name: "a foreign page that only asks", method: "GET", host: "rawabit.example", header: map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}},
		{name: "a listed page", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": desk, "Sec-Fetch-Site": "cross-site"}, share: desk},
		{name: "a listed page that asks first", method: "OPTIONS", host: "rawabit.example", header: map[string]string{"Origin": desk, "Access-Control-Request-Method": "POST"}, share: desk, done: true},
		{name: "a foreign page that asks first", method: "OPTIONS", host: "rawabit.example", header: map[string]string{"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}},
		{name: "a name like a listed one", method: "POST", host: "rawabit.example", header: map[string]string{"Origin": desk + ".evil.example"}, code: schema.CodeForbidden},
		{name: "this machine", method: "POST", host: "127.0.0.1:8080", local: true},
		{name: "this machine by name", method: "POST", host: "localhost:8080", local: true},
		{name: "this machine by IPv6", method: "POST", host: "[::1]:8080", local: true},
		{name: "a foreign name for this machine", method: "POST", host: "evil.example:8080", header: map[string]string{"Origin": "http://evil.example:8080", "Sec-Fetch-Site": "same-origin"}, local: true, code: schema.CodeForbidden},
		{name: "a foreign name that only asks", method: "GET", host: "evil.example", local: true, code: schema.CodeForbidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, err := access.NewOrigins([]string{desk}, tt.local)
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(tt.method, "/graphql", nil)
			r.Host = tt.host
			for name, value := range tt.header {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			if done := o.Share(w, r); done != tt.done {
				t.Errorf("answered: %v", done)
			}
			wantCode(t, o.Check(r), tt.code)
			if got := w.Header().Get("Access-Control-Allow-Origin"); got != tt.share {
				t.Errorf("shared with %q, want %q", got, tt.share)
			}
			if w.Header().Get("Vary") != "Origin" || w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("headers %v", w.Header())
			}
			if tt.done && (w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Methods") != "GET, POST") {
				t.Errorf("status %d, headers %v", w.Code, w.Header())
			}
		})
	}
	for _, bad := range []string{"desk.example", "*", "https://desk.example/", "https://desk.example/path", "ftp://desk.example", "https://", "null"} {
		if _, err := access.NewOrigins([]string{bad}, false); schema.ErrorCode(err) != schema.CodeInvalid {
			t.Errorf("%q is taken for an origin", bad)
		}
	}
}
