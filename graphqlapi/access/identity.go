package access

import (
	"time"

	"rawabit/schema"
)

// CodeRate is the code of a request that came too soon after others.
const CodeRate schema.Code = "RATE_LIMITED"

// Identity is who asks.
type Identity struct {
	Name string // for the record of decisions and the audit log
	Role Role
	key  string    // the id of the API key, "" for a token
	rate string    // whose rate counts, "" for none
	per  float64   // operations a second that the key allows; 0 for the server's
	ends time.Time // when the token ends; zero for never
}

// Local is whoever asks a server that is open.
func Local() Identity { return Identity{Name: "local", Role: Admin} }
