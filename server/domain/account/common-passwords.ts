const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that make a common password, whatever digits and signs stand around them. */
export const baseWords = words(`
  password passwort passwords motdepasse contrasena contraseña senha wachtwoord parola haslo
  qwerty qwertyuiop qwertz asdf asdfgh asdfghjkl zxcvbnm azerty qazwsx qazwsxedc abc abcd abcdef abcabc
  admin administrator root user guest login welcome letmein secret default changeme master access trustno
  iloveyou loveyou lovely princess sunshine football baseball basketball soccer hockey dragon monkey shadow
  superman batman spiderman pokemon starwars michael jennifer jordan charlie daniel thomas robert william
  computer internet google facebook microsoft windows samsung iphone apple hello helloworld whatever freedom
  summer winter spring autumn monday tuesday friday sunday january february march april december november
  test testing tester demo example temp temporary private public server database shopping shop store
  ninja mustang maverick corvette ferrari mercedes porsche harley yamaha cookie chocolate butterfly flower
  angel babygirl sweetheart darling family blessed jesus jesuschrist liverpool arsenal chelsea barcelona
  realmadrid manchester yankees cowboys steelers lakers eagles patriots passw passwd pass nothing unknown
  correcthorsebatterystaple thisisapassword mypassword newpassword yourpassword
`);

/** Those that are common as they stand. */
export const wholePasswords = words(`
  1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx3edc q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsx cde3vfr4 zaq1zaq1zaq1 1a2b3c4d5e a1b2c3d4e5 123qweasdzxc
  qwe123asd456 1234qwerasdf qwerasdfzxcv asdfasdfasdf 1122334455 1212121212 1231231231 1234512345 1111122222
  0102030405 1020304050 abcd123456 abc1234567 qwerty123456 qwertyuiop123 p@ssw0rd123 passw0rd123 iloveyou1234
  aa12345678 asd1234567 zxcvbnm123 147258369 1472583690 7894561230 3216549870 159753456852 741852963 7418529630
`);
