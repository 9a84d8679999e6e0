window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": {
      "conversationId": "900",
      "name": "Les prunes",
      "messages": [
        {
          "messageCreate": {
            "reactions": [],
            "urls": [],
            "text": "bonjour à vous",
            "mediaUrls": [],
            "senderId": "100",
            "id": "21",
            "createdAt": "2024-05-06T20:00:00.000Z"
          }
        },
        {
          "participantsLeave": {
            "userIds": [
              "202"
            ],
            "createdAt": "2024-05-06T20:10:00.000Z"
          }
        },
        {
          "conversationNameUpdate": {
            "initiatingUserId": "100",
            "name": "Les prunes",
            "createdAt": "2024-05-06T20:08:00.000Z"
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": "201",
            "participantsSnapshot": [
              "100",
              "201",
              "202"
            ],
            "createdAt": "2024-05-06T20:00:00.000Z"
          }
        }
      ]
    }
  }
]
