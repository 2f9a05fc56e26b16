Console.Error.WriteLine("forerun: no command yet.");
return 2;
