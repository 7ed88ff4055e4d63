package schema

import (
	"errors"
	"fmt"
)

// Code classifies an error for programs. Its message is for people.
type Code string

// The codes. They are part of the GraphQL and command-line contracts.
const (
	CodeInvalid      Code = "INVALID_INPUT"     // malformed or out of range
	CodeInvalidDate  Code = "INVALID_DATE"      // not an EDTF level 0 date
	CodeUnknownType  Code = "UNKNOWN_TYPE"      // no such actor or relation type
	CodeInvalidEnds  Code = "INVALID_ENDS"      // the relation type does not allow these ends
	CodeEmpty        Code = "EMPTY_TEXT"        // an article without text
	CodeNotText      Code = "NOT_TEXT"          // bytes that are not text in any known encoding
	CodeNotFound     Code = "NOT_FOUND"         // nothing has this id
	CodeConflict     Code = "CONFLICT"          // contradicts what is stored
	CodeUnavailable  Code = "STORE_UNAVAILABLE" // the store does not answer
	CodeTimeout      Code = "TIMEOUT"           // the time allowed has passed
	CodeLimit        Code = "LIMIT_EXCEEDED"    // a limit stated in the message
	CodeUnauthorized Code = "UNAUTHENTICATED"   // no or bad credentials
	CodeForbidden    Code = "FORBIDDEN"         // credentials without the needed role
	CodeInternal     Code = "INTERNAL"          // anything else; the cause goes to the operator's log
)

// Error is an error with a code and a message for the user, and optionally the
// operator's cause, which is logged and never reaches the user.
type Error struct {
	Code    Code
	Message string
	Cause   error
}

// Error returns the user's message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Errorf returns an error with a code and a user's message. A %w operand becomes
// the cause, and its text part of the message; to keep a cause from the user,
// fill an Error instead.
func Errorf(code Code, format string, args ...any) error {
	wrapped := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: wrapped.Error(), Cause: errors.Unwrap(wrapped)}
}

// ErrorCode returns the code of the first coded error in err's chain,
// CodeInternal when there is none and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var coded *Error
	if errors.As(err, &coded) {
		return coded.Code
	}
	return CodeInternal
}

// UserMessage returns the message of the first coded error in err's chain, or a
// neutral sentence when there is none, so that no driver's text reaches a user.
func UserMessage(err error) string {
	var coded *Error
	if errors.As(err, &coded) {
		return coded.Message
	}
	return "internal error"
}
