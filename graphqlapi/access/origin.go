package access

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"rawabit/schema"
)

// Origins say what pages in a browser may do with the server. A page of the
// server itself may do everything. One of a listed origin may ask and read the
// answers; it sends its key in a header, for there are no cookies. Any other page
// may neither read an answer nor have anything changed.
type Origins struct {
	listed  map[string]bool
	hosts   []string // of the listed origins
	local   bool
	protect *http.CrossOriginProtection
}

// NewOrigins takes the listed origins, such as "https://desk.example". Local is
// set for a server that is open to this machine: it then answers only to names of
// this machine, so that no page can reach it through a name of its own that it
// points here.
func NewOrigins(listed []string, local bool) (*Origins, error) {
	o := &Origins{listed: map[string]bool{}, local: local, protect: http.NewCrossOriginProtection()}
	for _, origin := range listed {
		u, err := url.Parse(origin)
		if err == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.String() != u.Scheme+"://"+u.Host) {
			err = fmt.Errorf("it is not scheme and host alone")
		}
		if err == nil {
			err = o.protect.AddTrustedOrigin(origin)
		}
		if err != nil {
			return nil, schema.Errorf(schema.CodeInvalid, "origin %q is not of the form https://desk.example", origin)
		}
		o.listed[origin] = true
		o.hosts = append(o.hosts, u.Host)
	}
	return o, nil
}

// Hosts returns the hosts of the listed origins.
func (o *Origins) Hosts() []string { return o.hosts }

// Check refuses a request that a foreign page sends (FORBIDDEN).
func (o *Origins) Check(r *http.Request) error {
	if o.local && !Loopback(hostname(r.Host)) {
		return schema.Errorf(schema.CodeForbidden, "this server answers to names of this machine only, such as localhost")
	}
	if err := o.protect.Check(r); err != nil {
		return &schema.Error{Code: schema.CodeForbidden, Message: "a page of another origin may not send this", Cause: err}
	}
	return nil
}

// Share sets the headers that let a page of a listed origin read the answer. It
// reports whether the request only asked for them, and is answered.
func (o *Origins) Share(w http.ResponseWriter, r *http.Request) (done bool) {
	if len(o.listed) == 0 {
		return false
	}
	header := w.Header()
	header.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !o.listed[origin] {
		return false
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	header.Set("Access-Control-Allow-Methods", "GET, POST")
	header.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id, Traceparent")
	header.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// Loopback reports whether a host is this machine.
func Loopback(host string) bool {
	if strings.EqualFold(host, "localhost") || strings.HasSuffix(strings.ToLower(host), ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// hostname takes the port off a host, and the brackets off an address.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}
